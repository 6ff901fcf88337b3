using Alongside.Platform.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Alongside.Platform.Html;

/// <summary>
/// Forms with a file in them. They are read into memory and nowhere else, since words and voices of people never lie unsealed
/// in a temporary file; so only some are read at the same time, and whoever comes then waits for a place.
/// </summary>
/// <param name="most">The largest form, in bytes. The endpoint refuses more by its size limit.</param>
/// <param name="atOnce">How many large ones are held at the same time.</param>
internal abstract class LargeForms(int most, int atOnce) : IDisposable
{
    private readonly SemaphoreSlim places = new(atOnce);

    public FormOptions Options { get; } = new() { MemoryBufferThreshold = most, MultipartBodyLengthLimit = most };

    public void Dispose() => places.Dispose();

    public async Task<IFormCollection> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
        {
            return FormCollection.Empty;
        }

        if (request.ContentLength is null or > Serving.LargestForm)
        {
            await places.WaitAsync(cancel);
            // It is held until the answer went.
            request.HttpContext.Response.OnCompleted(() =>
            {
                places.Release();
                return Task.CompletedTask;
            });
        }

        try
        {
            return await request.ReadFormAsync(Options, cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("This form is not whole.", StatusCodes.Status400BadRequest, broken);
        }
    }
}
