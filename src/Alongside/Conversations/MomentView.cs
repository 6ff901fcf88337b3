using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>A moment as the machine interface shows it; the same fields as on the stream, where <c>conversation</c> is added.</summary>
/// <param name="Seq">Its place: 1, 2, 3… without a gap.</param>
/// <param name="Kind"><c>said</c>, <c>joined</c>, <c>parted</c> or <c>ended</c>.</param>
/// <param name="Author"><c>person</c> or <c>specialist</c>.</param>
/// <param name="Name">What the author is called here.</param>
/// <param name="ClientId">What the sender made, so that they recognise their own.</param>
/// <param name="At">When it was kept; the order is <paramref name="Seq"/>.</param>
/// <param name="Text">The words, or empty for a moment without words.</param>
public sealed record MomentView(long Seq, string Kind, string Author, string Name, string ClientId, DateTimeOffset At, string Text)
{
    internal static MomentView Of(Moment moment) => new(
        moment.Seq, moment.Kind.Name(), moment.Author.Name(), moment.Name, moment.ClientId, Micros.ToTime(moment.At), moment.Text);
}
