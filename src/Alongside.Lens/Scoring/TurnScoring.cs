using System.Collections.Immutable;
using System.Text.Json;

namespace Alongside.Lens.Scoring;

/// <summary>A line that could not be read as a turn.</summary>
public sealed record UnreadTurn(int Line, string Reason);

/// <summary>How many turns were scored, and which lines were not.</summary>
public sealed record Scored(int Turns, ImmutableArray<UnreadTurn> Unread);

/// <summary>
/// Reads turns as JSON lines and writes their moves as JSON lines, so that anyone can judge the lens on any set.
/// Places in "words" are UTF-16 units of the turn's text.
/// </summary>
public static class TurnScoring
{
    public static Scored Score(ListeningLens lens, TextReader turns, TextWriter moves)
    {
        var unread = ImmutableArray.CreateBuilder<UnreadTurn>();
        int scored = 0, number = 0;
        while (turns.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Turn.Parse(line) is not { } turn)
            {
                unread.Add(new UnreadTurn(number, """a turn is written as {"id":"…","text":"…","context":"…"}"""));
                continue;
            }

            moves.Write(LineOf(turn.Id, lens.Read(turn.Text, turn.Context)));
            moves.Write('\n');
            scored++;
        }

        return new Scored(scored, unread.ToImmutable());
    }

    private static string LineOf(JsonElement id, TurnReading reading)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            id.WriteTo(json);
            json.WriteStartArray("moves");
            foreach (var move in reading.Moves)
            {
                json.WriteStartObject();
                json.WriteString("move", Moves.NameOf(move.Move));
                // Four digits: more would only show how machines differ in the last bit.
                json.WriteNumber("probability", Math.Round(move.Probability, 4));
                if (move.Words is { } words)
                {
                    json.WriteStartArray("words");
                    json.WriteNumberValue(words.Start);
                    json.WriteNumberValue(words.End);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("shown");
            foreach (var move in reading.Moves.Where(static move => move.IsShown))
            {
                json.WriteStringValue(Moves.NameOf(move.Move));
            }

            json.WriteEndArray();
            var (top, fine) = Top.Of(reading);
            json.WriteString("top", top);
            json.WriteString("fine", fine);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
