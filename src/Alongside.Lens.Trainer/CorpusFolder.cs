using System.Collections.Immutable;
using Alongside.Lens.Corpus;

namespace Alongside.Lens.Trainer;

/// <summary>All corpus files of a folder, in the order of their names, whatever the file system says.</summary>
internal static class CorpusFolder
{
    public static (ImmutableArray<Dialogue> Dialogues, ImmutableArray<CorpusProblem> Problems) Read(string folder)
    {
        var dialogues = ImmutableArray.CreateBuilder<Dialogue>();
        var problems = ImmutableArray.CreateBuilder<CorpusProblem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(file);
            var (read, wrong) = CorpusReader.Read(Path.GetFileName(file), text);
            problems.AddRange(wrong);
            foreach (var dialogue in read)
            {
                if (seen.Add(dialogue.Id))
                {
                    dialogues.Add(dialogue);
                }
                else
                {
                    problems.Add(new CorpusProblem(Path.GetFileName(file), dialogue.Sentences[0].Line, $"the id {dialogue.Id} is used twice"));
                }
            }
        }

        return (dialogues.ToImmutable(), problems.ToImmutable());
    }
}
