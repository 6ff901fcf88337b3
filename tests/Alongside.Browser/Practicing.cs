using Alongside.Practice;
using Microsoft.Extensions.DependencyInjection;

namespace Alongside.Browser;

/// <summary>Scenes for tests, already played.</summary>
internal static class Practicing
{
    /// <summary>A scene with a few turns of each kind, ended; the address of its page.</summary>
    public static async Task<string> SceneAsync(this House house, Someone specialist)
    {
        var person = Marisol(house);
        var scene = Scene.Begin(person, 7, SceneMode.OwnWords);
        foreach (var said in new[]
        {
            "It sounds like it is all coming at you at once.", "You should make a list and start with the easiest one.", "You feel worn out, and you feel alone with it.",
            "What is it like to have all of that on you in one day?", "You're ashamed of it, and that hurts.", "It sounds like you've been holding that in for a long time.",
        })
        {
            scene = scene.Meet(person, said, Hearing.Of(said, scene.LastWords));
        }

        var id = await house.Services.GetRequiredService<Scenes>().BeginAsync(specialist.Id, scene.Meet(person, "", Evidence.OfQuiet), default);
        return $"/practice/scenes/{id}";
    }

    /// <summary>A scene in which this specialist listens to another who has not come yet; the address of its page.</summary>
    public static async Task<string> TogetherAsync(this House house, Someone specialist) =>
        $"/practice/together/{await house.Services.GetRequiredService<Partners>().BeginAsync(specialist.Id, Marisol(house), default)}";

    /// <summary>A card that somebody else handed to this specialist.</summary>
    public static async Task<string> CardAsync(this House house, Someone specialist)
    {
        using var bo = await house.BoAsync();
        var scene = await house.Services.GetRequiredService<Partners>().BeginAsync(bo.Id, Marisol(house), default);
        Assert.NotEqual(bo.Id, specialist.Id);
        return $"/practice/cards/{(await house.Services.GetRequiredService<Scenes>().FindAsync(scene, bo.Id, default))!.Scene.Card}";
    }

    private static FictionalPerson Marisol(House house) => house.Services.GetRequiredService<FictionalPeople>().Find("marisol")!;
}
