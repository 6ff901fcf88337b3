namespace Alongside.People;

/// <summary>A session as this node knows it.</summary>
/// <param name="Me">Whose it is.</param>
/// <param name="EndsAt">When it ends by itself, in microseconds UTC.</param>
/// <param name="ReadAt">When it was last read from the database, as a timestamp of the clock.</param>
/// <param name="Listening">Held while it is remembered: forgets it when something of this person's rights changed.</param>
internal sealed record OpenSession(Me Me, long EndsAt, long ReadAt, IDisposable? Listening);
