using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Alongside.Platform.Time;

namespace Alongside.Conversations;

/// <summary>
/// One server-sent event, its bytes made once and shared by everyone it goes to. A moment's bytes lack the
/// <c>id:</c> line and the closing empty line: those belong to each reader.
/// </summary>
/// <param name="Conversation">Whose moment; default for an event that belongs to no log.</param>
/// <param name="Seq">The moment's place in the log, 0 for an event that is never stored, or how far the log is when
/// <paramref name="Bytes"/> is empty: then the reader reads for itself.</param>
/// <param name="Ends">Nothing comes after this moment: a stream need not follow the conversation any more.</param>
internal sealed record LiveEvent(ConversationId Conversation, long Seq, byte[] Bytes, bool Ends = false)
{
    /// <summary>Tells a stream that its reader's seats or session may have changed.</summary>
    public static readonly LiveEvent LookAgain = new(default, 0, []);

    public static readonly LiveEvent Beat = new(default, 0, "event: beat\ndata: {}\n\n"u8.ToArray());

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    // What an event is written in is many times larger than the event, so each thread keeps its own and uses it again.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? scratch;

    public static LiveEvent OfMoment(ConversationId conversation, Moment moment)
    {
        // Whoever waited on any page of theirs hears that they are met, also after a line that dropped.
        var met = moment.Kind is MomentKind.Joined ? Of("met", json => json.WriteString("conversation"u8, conversation.Value)).Bytes : [];
        var (bytes, json) = Scratch();
        bytes.Write(met);
        bytes.Write("event: moment\ndata: "u8);
        WriteMoment(json, conversation, moment);
        json.Flush();
        bytes.Write("\n"u8);
        return new LiveEvent(conversation, moment.Seq, bytes.WrittenSpan.ToArray(), moment.Kind is MomentKind.Ended);
    }

    /// <summary>An event of no log: complete, never stored.</summary>
    public static LiveEvent Of(string name, Action<Utf8JsonWriter> data)
    {
        var (bytes, json) = Scratch();
        bytes.Write(System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        json.WriteStartObject();
        data(json);
        json.WriteEndObject();
        json.Flush();
        bytes.Write("\n\n"u8);
        return new LiveEvent(default, 0, bytes.WrittenSpan.ToArray());
    }

    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json) Scratch()
    {
        if (scratch is not { } mine)
        {
            var bytes = new ArrayBufferWriter<byte>();
            scratch = mine = (bytes, new Utf8JsonWriter(bytes, Json));
        }

        mine.Bytes.ResetWrittenCount();
        mine.Json.Reset();
        return mine;
    }

    /// <summary>The one shape of a moment, in the list and on the stream.</summary>
    private static void WriteMoment(Utf8JsonWriter json, ConversationId conversation, Moment moment)
    {
        json.WriteStartObject();
        json.WriteString("conversation"u8, conversation.Value);
        json.WriteNumber("seq"u8, moment.Seq);
        json.WriteString("kind"u8, moment.Kind.Name());
        json.WriteString("author"u8, moment.Author.Name());
        json.WriteString("name"u8, moment.Name);
        json.WriteString("clientId"u8, moment.ClientId);
        json.WriteString("at"u8, Micros.ToTime(moment.At));
        json.WriteString("text"u8, moment.Text);
        if (moment.ChoiceShown is { } choice)
        {
            // Which signal, under "signal"; which answer, under "answer".
            json.WriteString(moment.Kind.Name(), choice);
        }

        if (moment.On > 0)
        {
            json.WriteNumber("on"u8, moment.On);
        }

        json.WriteEndObject();
    }
}
