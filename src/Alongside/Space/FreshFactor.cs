using Alongside.People;
using Alongside.Platform.Hosting;

namespace Alongside.Space;

/// <summary>
/// Taking everything along, and letting a whole space go, ask for more than a session: whoever has return words types them
/// again. A guest who made none has nothing else that could be asked for.
/// </summary>
internal sealed class FreshFactor(ReturnWords words)
{
    public Task<bool> IsAskedOfAsync(Me me, CancellationToken cancel) => words.HasAsync(me.Person, cancel);

    public async Task<bool> IsGivenAsync(Me me, HttpContext context, string? typed, CancellationToken cancel) =>
        !await IsAskedOfAsync(me, cancel) || await words.AreOfAsync(me.Person, typed ?? "", context.NetworkOf(), cancel);
}
