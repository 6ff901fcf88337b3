using Alongside.Platform.Hosting;

namespace Alongside.People;

/// <summary>How fast one person may do something: far above what a hand does, and slower than a machine.</summary>
internal abstract class PersonPace(TimeProvider clock, int size, TimeSpan every)
{
    private readonly Buckets<PersonId> buckets = new(clock, size, every);

    /// <summary>Null: they may. Else how long until they may.</summary>
    public TimeSpan? Take(PersonId person) => buckets.Take(person);

    public bool TryTake(PersonId person) => Take(person) is null;
}
