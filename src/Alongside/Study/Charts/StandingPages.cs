using Alongside.People;
using Alongside.Platform.Html;
using Alongside.Study.Bank;
using Alongside.Study.Reviews;

namespace Alongside.Study.Charts;

/// <summary>Where one stands, shown to oneself alone.</summary>
internal static class StandingPages
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/study/standing", async (Me me, Notebooks notebooks, QuestionBank bank, CancellationToken cancel) =>
            Pages.Show<StandingPage>(new { Standing = Standing.Of(await notebooks.OpenAsync(me.Person, cancel), bank) })).ForEveryoneSignedIn();
}
