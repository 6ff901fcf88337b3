using Alongside.Platform.Sealing;

namespace Alongside.Platform.Storage;

/// <summary>Everything on disk that a process holds open. Goes last, when nobody writes any more.</summary>
internal sealed class OpenStorage(DataFolder folder) : IAsyncDisposable
{
    public DataFolder Folder => folder;

    public MasterKey? Master { get; set; }

    public Database? Keys { get; set; }

    public Database? Database { get; set; }

    public Installation? Installation { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        if (Keys is not null)
        {
            await Keys.DisposeAsync();
        }

        Master?.Dispose();
        folder.Dispose();
    }
}
