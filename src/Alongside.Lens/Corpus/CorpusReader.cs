using System.Collections.Immutable;

namespace Alongside.Lens.Corpus;

/// <summary>
/// Reads the corpus format (Corpus/README.md): <c>@id register</c> opens a dialogue, <c>&gt;</c> is the person,
/// <c>move+move ~move: sentence</c> is the helper, <c>#</c> is a remark.
/// </summary>
public static class CorpusReader
{
    public static (ImmutableArray<Dialogue> Dialogues, ImmutableArray<CorpusProblem> Problems) Read(string file, TextReader text)
    {
        var dialogues = ImmutableArray.CreateBuilder<Dialogue>();
        var problems = ImmutableArray.CreateBuilder<CorpusProblem>();
        var sentences = ImmutableArray.CreateBuilder<LabelledSentence>();
        (string Id, Register Register)? open = null;
        var answers = "";
        var personSpoke = false;
        var number = 0;

        while (text.ReadLine() is { } raw)
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '@')
            {
                Close();
                if (HeaderOf(line) is { } header)
                {
                    open = header;
                }
                else
                {
                    Report("a dialogue opens with @id and one of: chat, spoken, second-language, curt, warm");
                }
            }
            else if (line[0] == '>')
            {
                // Several lines in a row are one message.
                answers = personSpoke ? $"{answers} {line[1..].Trim()}" : line[1..].Trim();
                personSpoke = true;
            }
            else if (open is null)
            {
                Report("a sentence stands before any dialogue");
            }
            else if (SentenceOf(line, answers, number) is { } sentence)
            {
                sentences.Add(sentence);
                personSpoke = false;
            }
            else
            {
                Report("a sentence is written as move: words, or move+move ~move: words, with the moves named in Corpus/README.md");
            }
        }

        Close();
        return (dialogues.ToImmutable(), problems.ToImmutable());

        void Report(string reason) => problems.Add(new CorpusProblem(file, number, reason));

        void Close()
        {
            if (open is { } dialogue && sentences.Count > 0)
            {
                dialogues.Add(new Dialogue(dialogue.Id, dialogue.Register, sentences.ToImmutable()));
            }

            sentences.Clear();
            (open, answers, personSpoke) = (null, "", false);
        }
    }

    private static (string Id, Register Register)? HeaderOf(string line)
    {
        var parts = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [var id, var register] && RegisterOf(register) is { } known ? (id, known) : null;
    }

    private static Register? RegisterOf(string word) => word switch
    {
        "chat" => Register.Chat,
        "spoken" => Register.Spoken,
        "second-language" => Register.SecondLanguage,
        "curt" => Register.Curt,
        "warm" => Register.Warm,
        _ => null,
    };

    private static LabelledSentence? SentenceOf(string line, string answers, int number)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var labels = line[..colon].Split(" ~", StringSplitOptions.TrimEntries);
        var moves = labels[0].Split('+').Select(Moves.FromLabel).ToList();
        var nearMiss = labels.Length > 1 ? Moves.FromLabel(labels[1]) : null;
        var words = line[(colon + 2)..].Trim();
        if (moves.Contains(null) || labels.Length > 2 || (labels.Length == 2 && nearMiss is null) || words.Length == 0)
        {
            return null;
        }

        var all = moves.Select(static move => move!.Value).ToHashSet();
        if (all.Contains(Move.FeelingReflected))
        {
            all.Add(Move.Reflection);
        }

        return nearMiss is { } miss && all.Contains(miss) ? null : new LabelledSentence(words, [.. all.Order()], nearMiss, answers, number);
    }
}
