using Alongside.Study.Decks;

namespace Alongside.Growth;

/// <summary>What a specialist writes after a hard talk: all of it about themself.</summary>
/// <param name="Body">How their body is.</param>
/// <param name="Touched">What of their own it touched.</param>
/// <param name="Stood">What they can stand by.</param>
/// <param name="Need">What they need.</param>
public sealed record DebriefWords(string Body, string Touched, string Stood, string Need)
{
    public static DebriefWords None { get; } = new("", "", "", "");

    /// <summary>As it is kept: each question that was answered, and its answer.</summary>
    internal string Under(Func<string, string> question) => string.Join("\n\n",
        new[] { ("Body", Body), ("Touched", Touched), ("Stood", Stood), ("Need", Need) }
            .Select(pair => (Question: pair.Item1, Answer: Importing.Cleaned(pair.Item2)))
            .Where(pair => pair.Answer.Length > 0).Select(pair => $"{question(pair.Question)}\n{pair.Answer}"));
}
