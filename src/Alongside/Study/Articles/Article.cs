namespace Alongside.Study.Articles;

/// <summary>Something short to read, for anybody, written in Markdown.</summary>
/// <param name="Minutes">How long reading it takes.</param>
/// <param name="Opening">A sentence or two, in plain letters: what stands in the list, and in a letter.</param>
/// <param name="Source">Where its facts were read; null when there are none.</param>
/// <param name="Checked">When they were.</param>
/// <param name="Reviewed">Whether a certified peer specialist has read it.</param>
/// <param name="Body">Markdown.</param>
internal sealed record Article(string Id, string Title, int Minutes, string Opening, string? Source, DateOnly? Checked, bool Reviewed, string Body);
