using Alongside.People;
using Alongside.Platform.Sealing;
using Alongside.Platform.Storage;

namespace Alongside.Practice;

/// <summary>Two trainees in one scene: the one who listens owns it, the other has a seat while it goes on.</summary>
internal sealed class Partners(Database database, Scenes scenes)
{
    public async Task<SceneId> BeginAsync(PersonId owner, FictionalPerson person, CancellationToken cancel)
    {
        var card = Secrets.Token(32);
        var id = await scenes.BeginAsync(owner, Scene.BeginTogether(person, card), cancel);
        await database.ExecuteAsync(
            "insert into practice_partner (scene_id, token_hash) values (@id, @hash)", new { id, hash = Secrets.HashOf(card) }, cancel);
        return id;
    }

    /// <summary>The scene a card is for, if this trainee may take it: another's, and nobody else's seat.</summary>
    public Task<SceneId?> FindAsync(string card, PersonId player, CancellationToken cancel) => database.FindAsync<SceneId?>(
        """
        select s.scene_id
          from practice_scene s
          join practice_partner p on p.scene_id = s.scene_id
         where p.token_hash = @hash and s.owner_id <> @player and (p.partner_id is null or p.partner_id = @player)
        """, new { hash = Secrets.HashOf(card), player }, cancel);

    /// <returns>False when somebody else was quicker.</returns>
    public async Task<bool> TakeAsync(SceneId id, PersonId player, CancellationToken cancel) => await database.ExecuteAsync(
        "update practice_partner set partner_id = @player where scene_id = @id and (partner_id is null or partner_id = @player)",
        new { id, player }, cancel) == 1;

    public async Task<bool> IsTakenAsync(SceneId id, CancellationToken cancel) => await database.FindAsync<string>(
        "select scene_id from practice_partner where scene_id = @id and partner_id is not null", new { id }, cancel) is not null;

    /// <summary>When it is over, the one who played can no longer open it.</summary>
    public Task LeaveAsync(SceneId id, CancellationToken cancel) =>
        database.ExecuteAsync("delete from practice_partner where scene_id = @id", new { id }, cancel);
}
