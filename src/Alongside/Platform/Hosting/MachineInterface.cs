namespace Alongside.Platform.Hosting;

/// <summary>The description of the machine interface, at <c>/openapi/v1.json</c>: what stands under <c>/api</c>, and nothing else.</summary>
internal static class MachineInterface
{
    public static void AddMachineInterface(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Alongside";
            document.Info.Description = "What the pages of this service use themselves. Errors are problem+json.";
            // Never the host of a request: it could be anybody's.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    });
}
