using System.Security.Cryptography;
using System.Text;
using Alongside.Platform.Hosting;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Alongside.Library;

/// <summary>What a new house begins with: cards. The stories of made-up people come with the demo only.</summary>
internal sealed record StarterLibrary(bool WithExamples)
{
    /// <summary>All of it, each with a mark that changes when its words do.</summary>
    public IReadOnlyList<(LibraryEntry Entry, string Revision)> Read()
    {
        var cards = Read("cards.yaml").Select(w => w.As("card", LibraryEntry.Starter));
        var stories = WithExamples ? Read("stories.yaml").Select(w => w.As("story", LibraryEntry.Example)) : [];
        return [.. cards.Concat(stories).Select(e => (e, RevisionOf(e)))];
    }

    private static List<Written> Read(string file) =>
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<Written>>(EmbeddedFiles.Text("Content/Library/" + file));

    private static string RevisionOf(LibraryEntry e) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', [e.Kind, e.Title, e.Words, e.Teller, e.Notes, string.Join(' ', e.Tags), string.Join(' ', e.Cards), e.Origin, TrailStep.Write(e.Trail)]))))[..16];

    // As it is written by hand.
    private sealed class Written
    {
        public string Id { get; set; } = "";

        public string Title { get; set; } = "";

        public string? Teller { get; set; }

        public string? Notes { get; set; }

        public List<string> About { get; set; } = [];

        public List<string> Who { get; set; } = [];

        public List<string> Likes { get; set; } = [];

        public List<string> Hope { get; set; } = [];

        public List<string> Cards { get; set; } = [];

        public string Text { get; set; } = "";

        public List<WrittenStep> Trail { get; set; } = [];

        public LibraryEntry As(string kind, string origin) => new(
            Id, kind, Title, Text.Trim(), Teller, Notes,
            [.. About.Select(t => "about:" + t), .. Who.Select(t => "who:" + t), .. Likes.Select(t => "likes:" + t), .. Hope.Select(t => "hope:" + t)], Cards, origin,
            [.. Trail.Select(t => new TrailStep(t.Used, t.Where, t.Was))]);
    }

    private sealed class WrittenStep
    {
        public string Used { get; set; } = "";

        public string Where { get; set; } = "";

        public string Was { get; set; } = "";
    }
}
