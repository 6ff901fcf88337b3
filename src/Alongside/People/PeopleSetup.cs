using System.Net;
using Alongside.Platform.Hosting;
using Alongside.Platform.Html;
using Alongside.Platform.Storage;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Alongside.People;

/// <summary>Wires who is who and who may do what.</summary>
internal static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        Columns.TeachId(id => id.ToString(), text => new PersonId(Guid.ParseExact(text, "D")));
        services.AddSingleton<Names>().AddSingleton<Sessions>().AddSingleton<Guests>().AddSingleton<Accounts>().AddSingleton<ReturnWords>();
        services.AddSingleton<Invitations>().AddSingleton<PasskeyQuestions>().AddSingleton<AccountStore>().AddSingleton<SignInLimits>();
        services.AddScoped<SignIn>().AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeySettings>();
        services.AddScoped<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        // Singleton: whoever checks a password needs no request, and keeps the work one at a time.
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000); // OWASP, PBKDF2 with HMAC-SHA-512
        services.AddIdentityCore<Account>(o =>
        {
            o.Lockout.MaxFailedAccessAttempts = 20;
            o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        });
        // What accounts must look like, the invitation says.
        services.RemoveAll<IUserValidator<Account>>();
        services.AddSingleton<OnLeaving>(EndSessionAsync);
        return services;
    }

    /// <summary>Before every endpoint: who asks, from where, and whether they may.</summary>
    public static void UsePeople(this WebApplication app)
    {
        if (app.Services.GetRequiredService<Settings>().Proxy is { } proxy)
        {
            app.UseForwardedHeaders(BelieveOnly(proxy));
        }

        app.UseMiddleware<CrossSite>();
        app.UseMiddleware<Entrance>();
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        GuestEndpoints.Map(routes);
        ReturnPages.Map(routes);
        SignInEndpoints.Map(routes);
        PasskeyEndpoints.Map(routes);
        InvitationPages.Map(routes);
        SessionPages.Map(routes);
    }

    // Leaving in a hurry also ends the session, so that a copy of the cookie is worth nothing.
    private static async Task EndSessionAsync(HttpContext context, CancellationToken cancel)
    {
        if (context.Features.Get<Me>() is { } me)
        {
            await context.RequestServices.GetRequiredService<Sessions>().EndAsync(me.Person, me.Session, cancel);
        }
    }

    // The host is not believed even then: links come from the configured public address.
    private static ForwardedHeadersOptions BelieveOnly(string proxy)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.KnownProxies.Add(IPAddress.Parse(proxy));
        return options;
    }
}
