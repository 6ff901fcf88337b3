using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Alongside.People;

/// <summary>Passkeys: signing in with one, adding one, and coming by invitation with one.</summary>
internal static class PasskeyEndpoints
{
    private const string ToSignIn = "sign in";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sign-in/passkey/question", AskToSignInAsync).ForAnyone();
        routes.MapPost("/api/sign-in/passkey", SignInAsync).ForAnyone();
        routes.MapPost("/api/passkeys/question", AskToAddAsync).For(Role.Specialist, Role.Steward);
        routes.MapPost("/api/passkeys", AddAsync).For(Role.Specialist, Role.Steward);
        routes.MapPost("/api/invitations/{token}/passkey/question", AskToAcceptAsync).ForAnyone();
        routes.MapPost("/api/invitations/{token}/passkey", AcceptAsync).ForAnyone();
    }

    private static async Task<Ok<PasskeyQuestion>> AskToSignInAsync(
        HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, CancellationToken cancel)
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, context);
        return TypedResults.Ok(new PasskeyQuestion(
            await questions.AskAsync(ToSignIn, asked.AssertionState ?? "", cancel), JsonElement.Parse(asked.RequestOptionsJson)));
    }

    // Wrong passwords lock the password alone: whoever holds the passkey always gets in.
    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(
        PasskeyAnswer answer, HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, UserManager<Account> users,
        Sessions sessions, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        if (await questions.TakeAsync(ToSignIn, answer.Question, cancel) is { } state)
        {
            var result = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext
            {
                HttpContext = context,
                CredentialJson = answer.Credential.GetRawText(),
                AssertionState = state,
            });
            if (result.Succeeded && result.Passkey.IsUserVerified)
            {
                await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
                var token = await sessions.OpenAsync(result.User.PersonId, Devices.NameOf(context.Request), cancel);
                return TypedResults.Ok(await SignInEndpoints.EnterAsync(context, sessions, token, cancel));
            }
        }

        return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: texts["PasskeyRefused"]);
    }

    private static async Task<Ok<PasskeyQuestion>> AskToAddAsync(
        Me me, HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, CancellationToken cancel) =>
        TypedResults.Ok(await AskForNewAsync($"add {me.Person}", me.Person, me.Name, context, passkeys, questions, cancel));

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> AddAsync(
        PasskeyAnswer answer, Me me, HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions,
        UserManager<Account> users, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(me.Person.ToString()) is not { } account)
        {
            return TypedResults.NotFound();
        }

        if (await JudgeAsync($"add {me.Person}", answer, context, passkeys, questions, cancel) is not { } made
            || made.UserEntity!.Id != me.Person.ToString())
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: texts["PasskeyNotMade"]);
        }

        await users.AddOrUpdatePasskeyAsync(account, made.Passkey!);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<PasskeyQuestion>, NotFound, ProblemHttpResult>> AskToAcceptAsync(
        string token, InvitedName invited, HttpContext context, Invitations invitations, IPasskeyHandler<Account> passkeys,
        PasskeyQuestions questions, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        if (await invitations.FindAsync(token, cancel) is null)
        {
            return TypedResults.NotFound();
        }

        return IsName(invited.Name)
            ? TypedResults.Ok(await AskForNewAsync($"accept {Platform.Sealing.Secrets.HashOf(token)}", PersonId.New(), invited.Name!, context, passkeys, questions, cancel))
            : TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: texts["InvitedName"]);
    }

    private static async Task<Results<Ok<SignedIn>, NotFound, ProblemHttpResult>> AcceptAsync(
        string token, InvitedPasskey invited, HttpContext context, Invitations invitations, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions,
        Sessions sessions, IStringLocalizer<PeopleTexts> texts, CancellationToken cancel)
    {
        if (!IsName(invited.Name)
            || await JudgeAsync($"accept {Platform.Sealing.Secrets.HashOf(token)}", new(invited.Question, invited.Credential), context, passkeys, questions, cancel) is not { } made)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: texts["PasskeyNotMade"]);
        }

        var person = new PersonId(Guid.ParseExact(made.UserEntity!.Id, "D"));
        if (await invitations.AcceptAsync(token, invited.Name!, person, made.Passkey!, cancel) is not Accepting.Kept)
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Ok(await SignInEndpoints.EnterAsync(
            context, sessions, await sessions.OpenAsync(person, Devices.NameOf(context.Request), cancel), cancel));
    }

    private static async Task<PasskeyQuestion> AskForNewAsync(
        string about, PersonId person, string name, HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, CancellationToken cancel)
    {
        var asked = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = person.ToString(), Name = name, DisplayName = name }, context);
        return new PasskeyQuestion(await questions.AskAsync(about, asked.AttestationState ?? "", cancel), JsonElement.Parse(asked.CreationOptionsJson));
    }

    private static async Task<PasskeyAttestationResult?> JudgeAsync(
        string about, PasskeyAnswer answer, HttpContext context, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, CancellationToken cancel)
    {
        if (await questions.TakeAsync(about, answer.Question, cancel) is not { } state)
        {
            return null;
        }

        var result = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context,
            CredentialJson = answer.Credential.GetRawText(),
            AttestationState = state,
        });
        return result.Succeeded && result.Passkey.IsUserVerified ? result : null;
    }

    private static bool IsName(string? name) => name is not null && Names.Seen(name) is { Length: > 0 and <= Invitations.LongestName };
}

/// <param name="Question">Comes back with the answer.</param>
/// <param name="Options">For <c>navigator.credentials</c>.</param>
internal sealed record PasskeyQuestion(string Question, JsonElement Options);

/// <param name="Question">The question this answers.</param>
/// <param name="Credential">What the browser made of it.</param>
internal sealed record PasskeyAnswer(string Question, JsonElement Credential);

/// <param name="Name">What others will call them.</param>
internal sealed record InvitedName(string? Name);

/// <inheritdoc cref="PasskeyAnswer"/>
internal sealed record InvitedPasskey(string? Name, string Question, JsonElement Credential);
