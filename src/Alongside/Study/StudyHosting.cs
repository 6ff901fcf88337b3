using Alongside.Platform.Hosting;
using Alongside.Platform.Mail;
using Alongside.Study.Articles;
using Alongside.Study.Bank;
using Alongside.Study.Charts;
using Alongside.Study.Decks;
using Alongside.Study.Lessons;
using Alongside.Study.Letters;
using Alongside.Study.Papers;
using Alongside.Study.Reviews;

namespace Alongside.Study;

/// <summary>The exam: bank, reviews, mock papers.</summary>
internal static class StudyHosting
{
    public static void AddStudy(this IServiceCollection services)
    {
        services.AddSingleton<ItemStore>();
        services.AddSingleton(s => new Banks(
            QuestionBank.Shipped(), s.GetRequiredService<ItemStore>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Banks>>()));
        services.AddHostedService(s => s.GetRequiredService<Banks>());
        // Whoever asks holds one bank for as long as they work with it; what lives longer asks for the banks.
        services.AddTransient(s => s.GetRequiredService<Banks>().Now);
        services.AddSingleton<Learners>().AddSingleton<StudyLog>().AddSingleton<Notebooks>().AddSingleton<StudyLettingGo>();
        services.AddSingleton<Blueprints>().AddSingleton<PaperStore>().AddSingleton<Readings>().AddSingleton<DemoLearner>();
        services.AddSingleton<OwnKeys>().AddSingleton<DeckStore>().AddSingleton<ImportPace>();
        services.AddSingleton(s => ArticleShelf.Open(s.GetRequiredService<Settings>()));
        services.AddSingleton<MailServer>().AddSingleton<Subscriptions>().AddSingleton<Outbox>().AddSingleton<LetterWords>().AddSingleton<LetterPace>();
        services.AddSingleton<Postman>().AddHostedService(s => s.GetRequiredService<Postman>());
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
        ArticlePages.Map(routes);
        LetterPages.Map(routes);
        DeckPages.Map(routes);
        BankPages.Map(routes);
    }
}
