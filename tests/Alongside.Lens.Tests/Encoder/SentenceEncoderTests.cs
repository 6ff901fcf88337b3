using System.Buffers.Binary;
using Alongside.Lens.Encoder;

namespace Alongside.Lens.Tests.Encoder;

/// <summary>The port against the package's own vectors, which make-vectors.js wrote.</summary>
public sealed class SentenceEncoderTests
{
    [Fact]
    public void Two_hundred_sentences_get_the_vectors_the_package_itself_gives_them()
    {
        var encoder = Installed.Encoder();
        var sentences = Resource("sentences.txt").ReadToEnd().TrimEnd('\n').Split('\n');
        using var bytes = new MemoryStream();
        Resource("sentences.vectors").BaseStream.CopyTo(bytes);

        Assert.Equal(200, sentences.Length);
        Assert.All(sentences, (sentence, i) =>
        {
            var cosine = Cosine(encoder.Encode(sentence), bytes.GetBuffer().AsSpan(i * 2 * SentenceEncoder.Size));
            Assert.True(cosine >= 0.9999, $"{cosine:0.00000} {sentence}");
        });
    }

    [Fact]
    public void No_text_however_odd_throws_and_equal_texts_get_equal_vectors()
    {
        var encoder = Installed.Encoder();
        foreach (var odd in (string[])["", " ", "\0", "\ud83d", "\udc00x", "ﷺ", "👩‍👩‍👧‍👦", "不用急", new string('a', 9_000), string.Concat(Enumerable.Repeat("so it goes ", 900))])
        {
            var vector = encoder.Encode(odd);

            Assert.All(vector, static number => Assert.InRange(number, -1, 1));
            Assert.Equal(vector, encoder.Encode(odd));
        }
    }

    private static double Cosine(float[] vector, ReadOnlySpan<byte> expected)
    {
        double both = 0, one = 0, other = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            double given = BinaryPrimitives.ReadInt16LittleEndian(expected[(2 * i)..]);
            both += vector[i] * given;
            one += (double)vector[i] * vector[i];
            other += given * given;
        }

        return both / Math.Sqrt(one * other);
    }

    private static StreamReader Resource(string name) => new(typeof(SentenceEncoderTests).Assembly.GetManifestResourceStream($"Encoder/{name}")!);
}
