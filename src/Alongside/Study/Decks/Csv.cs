using System.Text;

namespace Alongside.Study.Decks;

/// <summary>Decks as tables: two columns, front and back, in UTF-8 (RFC 4180).</summary>
internal static class Csv
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static Importing Read(byte[] file)
    {
        string text;
        try
        {
            text = Strict.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return new Importing.Refused(ImportFault.NotUtf8);
        }

        return text.Contains('\0', StringComparison.Ordinal) ? new Importing.Refused(ImportFault.NotUtf8) : Importing.Of(Rows(text.TrimStart('\uFEFF')).Select(Card).Where((c, i) => i > 0 || !IsHead(c)));
    }

    public static byte[] Write(IEnumerable<Sides> cards)
    {
        var text = new StringBuilder("front,back\r\n");
        foreach (var card in cards)
        {
            text.Append(Cell(card.Front)).Append(',').Append(Cell(card.Back)).Append("\r\n");
        }

        return Strict.GetBytes(text.ToString());
    }

    // A cell that begins like a formula is opened as one by spreadsheets: an apostrophe says that it is text.
    private static string Cell(string text) =>
        $"\"{(text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Uncelled(string text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;

    private static bool IsHead((int Row, string Front, string Back, ImportFault? Fault) card) =>
        card.Fault is null && card.Front.Equals("front", StringComparison.OrdinalIgnoreCase) && card.Back.Equals("back", StringComparison.OrdinalIgnoreCase);

    private static (int Row, string Front, string Back, ImportFault? Fault) Card((int Row, List<string> Cells, bool Open) row) =>
        (row.Row, Uncelled(row.Cells[0]), row.Cells.Count > 1 ? Uncelled(row.Cells[1]) : "",
            row.Open ? ImportFault.OpenQuote : row.Cells.Skip(2).Any(c => c.Length > 0) ? ImportFault.TooManyColumns : null);

    private static IEnumerable<(int Row, List<string> Cells, bool Open)> Rows(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, row, rowAt) = (false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                row++;
            }

            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                if (End() is { } whole)
                {
                    yield return (rowAt, whole, false);
                }

                rowAt = row;
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (End() is { } last)
        {
            yield return (rowAt, last, quoted);
        }

        // An empty line is no row.
        List<string>? End()
        {
            cells.Add(cell.ToString());
            cell.Clear();
            var whole = cells;
            cells = [];
            return whole is [{ Length: 0 }] ? null : whole;
        }
    }
}
