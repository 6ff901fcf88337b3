using Alongside.Conversations;
using Alongside.Library;
using Alongside.Platform.Storage;

namespace Alongside.Space;

/// <summary>What is mine: story, victories, feelings, goals, plan, wishes; shares.</summary>
internal static class SpaceHosting
{
    public static void AddSpace(this IServiceCollection services)
    {
        Columns.TeachId(id => id.Value, text => new PageId(text));
        services.AddSingleton<Shelf>();
        services.AddSingleton<Shares>();
        services.AddSingleton<Recordings>();
        services.AddSingleton<PageForms>();
        services.AddSingleton<FileForms>();
        services.AddSingleton<Erasing>();
        services.AddHostedService(s => s.GetRequiredService<Erasing>());
        services.AddSingleton<SpacePace>();
        services.AddSingleton<FreshFactor>();
        services.AddSingleton<Counting>();
        services.AddSingleton<Taking>();
        services.AddSingleton<WhatToOffer>(s => CardPages.OffersOf(s.GetRequiredService<Entries>()));
        services.AddSingleton<WhatIsKept>(s => CardPages.KeptIn(s.GetRequiredService<Shelf>()));
        services.AddSingleton<PutIntoMyPlan>(s => CardPages.PutInto(s.GetRequiredService<Shelf>(), s.GetRequiredService<Entries>(), s.GetRequiredService<WhatIsKept>(), s.GetRequiredService<Counting>()));
        services.AddSingleton<AnswersToCards>(s => CardPages.AnswersOf(s.GetRequiredService<Shelf>()));
    }

    public static void MapSpace(this IEndpointRouteBuilder routes)
    {
        ShelfPages.Map(routes);
        PagePages.Map(routes);
        ThanksPages.Map(routes);
        SharingPages.Map(routes);
        PlanPages.Map(routes);
        TakingPages.Map(routes);
        CardPages.Map(routes);
    }
}
