namespace Alongside.Lens.Trainer;

/// <summary>Pairs of <c>--name value</c>; anything else is a mistake worth telling.</summary>
internal static class Options
{
    public static Dictionary<string, string>? Parse(string[] args, params string[] known)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 >= args.Length || !known.Contains(args[i]) || !found.TryAdd(args[i], args[i + 1]))
            {
                return null;
            }
        }

        return found;
    }
}
