using System.Security.Cryptography;

namespace Alongside.People;

/// <summary>
/// Gentle names for people who gave none, so that a specialist always knows which is which. They say nothing about
/// the person: no gender, no mood, no age.
/// </summary>
internal static class GuestNames
{
    private static readonly string[] First =
    [
        "Amber", "Autumn", "Birch", "Blue", "Bright", "Brook", "Calm", "Cedar", "Clear", "Clover", "Cloud", "Coast",
        "Copper", "Coral", "Dawn", "Distant", "Early", "Eastern", "Evening", "Fern", "Field", "First", "Forest", "Garden",
        "Gentle", "Golden", "Grass", "Green", "Harbor", "Hazel", "High", "Hill", "Island", "Ivory", "Juniper", "Lake",
        "Lantern", "Late", "Linden", "Little", "Long", "Maple", "Marsh", "Meadow", "Mellow", "Midday", "Mild", "Moonlit",
        "Morning", "Mossy", "Northern", "Oak", "Ocean", "Olive", "Open", "Orchard", "Pale", "Pebble", "Pine", "Prairie",
        "Quiet", "River", "Round", "Russet", "Rustling", "Sandy", "Shore", "Silver", "Slow", "Small", "Soft", "Southern",
        "Spring", "Spruce", "Starlit", "Steady", "Stone", "Summer", "Sunlit", "Tall", "Thistle", "Tidal", "Upland", "Valley",
        "Velvet", "Violet", "Warm", "Western", "White", "Wide", "Willow", "Winding", "Winter", "Woodland", "Woven", "Yellow",
    ];

    private static readonly string[] Second =
    [
        "Acorn", "Alder", "Anemone", "Apple", "Aspen", "Aster", "Badger", "Bay", "Beech", "Bell", "Berry", "Bluebird",
        "Branch", "Breeze", "Bridge", "Butterfly", "Canyon", "Cardinal", "Chestnut", "Chickadee", "Cicada", "Cliff", "Cove", "Crane",
        "Creek", "Cricket", "Crocus", "Cypress", "Daisy", "Dale", "Delta", "Dove", "Dragonfly", "Dune", "Elder", "Elm",
        "Falcon", "Feather", "Finch", "Firefly", "Fjord", "Flint", "Fox", "Geyser", "Glade", "Glen", "Grove", "Gull",
        "Hare", "Hawthorn", "Heath", "Heather", "Heron", "Hollow", "Ibis", "Iris", "Ivy", "Jasmine", "Kestrel", "Kingfisher",
        "Lagoon", "Lark", "Laurel", "Lavender", "Leaf", "Lichen", "Lilac", "Lily", "Loon", "Lotus", "Magnolia", "Marigold",
        "Mesa", "Mountain", "Myrtle", "Nettle", "Oasis", "Oriole", "Osprey", "Otter", "Owl", "Oyster", "Path", "Pear",
        "Pelican", "Petrel", "Plover", "Plum", "Pond", "Poplar", "Poppy", "Primrose", "Quail", "Quartz", "Rain", "Reed",
        "Reef", "Ridge", "Robin", "Rose", "Rowan", "Sage", "Sandpiper", "Seed", "Shell", "Sky", "Snow", "Sorrel",
        "Sparrow", "Star", "Starling", "Stream", "Sun", "Swallow", "Swan", "Swift", "Sycamore", "Tern", "Thicket", "Thrush",
        "Thyme", "Trail", "Trout", "Tulip", "Turtle", "Walnut", "Warbler", "Waterfall", "Wave", "Wren", "Yarrow", "Yew",
    ];

    public static string Pick() => $"{One(First)} {One(Second)}";

    private static string One(string[] words) => words[RandomNumberGenerator.GetInt32(words.Length)];
}
