using Alongside.People;

namespace Alongside.WaitingRoom;

/// <summary>Whether a specialist takes conversations now.</summary>
internal enum DutyState
{
    /// <summary>Not here for anyone new; conversations under way go on.</summary>
    Off,

    /// <summary>Stepped away for a moment: nobody new.</summary>
    Away,

    /// <summary>Here.</summary>
    On,
}

/// <summary>A specialist's duty, as they set it.</summary>
/// <param name="Seats">How many conversations they chose to hold at once, 1 to <see cref="MostSeats"/>.</param>
internal sealed record Duty(PersonId Specialist, DutyState State, int Seats)
{
    public const int MostSeats = 12;
}
