using Npgsql;

namespace Alongside.Platform.Storage;

/// <summary>
/// The database did not confirm a write, or could not be asked. Whether the write happened is unknown: whoever asked
/// says "not sent yet" and tries again with the same id.
/// </summary>
internal sealed class StorageException(string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Refused for what was typed, and nothing was kept: PostgreSQL has no text with a NUL in it.</summary>
    public bool IsOfTheText => InnerException is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire };
}
