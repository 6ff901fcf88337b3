using Alongside.Platform.Hosting;

namespace Alongside.Study.Letters;

/// <summary>How often one network may ask for letters: enough for a shelter or a ward, too slow for a machine.</summary>
internal sealed class LetterPace(TimeProvider clock)
{
    private readonly Buckets<string> buckets = new(clock, 10, TimeSpan.FromMinutes(6));

    /// <summary>Null: they may. Else how long until they may.</summary>
    public TimeSpan? Take(HttpContext context) => buckets.Take(context.NetworkOf());
}
