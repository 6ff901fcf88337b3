using Alongside.Study.Bank;
using Alongside.Study.Charts;
using Alongside.Study.Decks;
using Alongside.Study.Lessons;
using Alongside.Study.Papers;
using Alongside.Study.Reviews;

namespace Alongside.Study;

/// <summary>The exam: bank, reviews, mock papers.</summary>
internal static class StudyHosting
{
    public static void AddStudy(this IServiceCollection services)
    {
        services.AddSingleton(s => Shipped(s.GetRequiredService<ILogger<QuestionBank>>()));
        services.AddSingleton<Learners>().AddSingleton<StudyLog>().AddSingleton<Notebooks>().AddSingleton<StudyLettingGo>();
        services.AddSingleton<Blueprints>().AddSingleton<PaperStore>().AddSingleton<Readings>().AddSingleton<DemoLearner>();
        services.AddSingleton<OwnKeys>().AddSingleton<DeckStore>().AddSingleton<ImportPace>();
        services.AddSingleton<StudyPace>().AddSingleton<Fittings>();
    }

    public static void MapStudy(this IEndpointRouteBuilder routes)
    {
        StudyPages.Map(routes);
        ReviewPages.Map(routes);
        ReviewApi.Map(routes);
        SettingsPages.Map(routes);
        PaperPages.Map(routes);
        BlueprintPages.Map(routes);
        StandingPages.Map(routes);
        LessonPages.Map(routes);
        DeckPages.Map(routes);
    }

    // What cannot be read is left out and said: the rest of the bank is as good as before.
    private static QuestionBank Shipped(ILogger logger)
    {
        var bank = QuestionBank.Shipped();
        foreach (var fault in bank.Unreadable)
        {
            logger.LogWarning("Left out of the question bank: {Fault}", fault);
        }

        return bank;
    }
}
