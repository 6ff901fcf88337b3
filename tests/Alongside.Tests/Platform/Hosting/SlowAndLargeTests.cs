using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Alongside.Tests.Platform.Hosting;

public sealed class SlowAndLargeTests
{
    [Fact]
    public async Task A06_ten_megabytes_are_refused_as_too_large_wherever_they_are_sent()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var ten = new byte[10 * 1024 * 1024];
        Array.Fill(ten, (byte)'a');

        foreach (var (path, type) in new[]
        {
            ($"/api/conversations/{conversation}/moments", "application/json"), ("/api/waiting", "application/json"), ("/api/sign-in", "application/json"),
            ($"/conversations/{conversation}/moments", "application/x-www-form-urlencoded"), ("/talk", "application/x-www-form-urlencoded"),
            ("/sign-in", "application/x-www-form-urlencoded"), ("/return", "application/x-www-form-urlencoded"),
        })
        {
            using var content = new ByteArrayContent(ten) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
            Assert.Equal((path, HttpStatusCode.RequestEntityTooLarge), (path, await StatusAsync(ada, path, content)));
        }

        await ada.SaidAsync(conversation, "a few words are taken");
    }

    [Fact]
    public async Task A06_one_byte_a_second_is_not_waited_for()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var slow = new TcpClient();
        await slow.ConnectAsync(house.Address.Host, house.Address.Port);
        var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/sign-in HTTP/1.1\r\nHost: {house.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n"));

        using var stop = new CancellationTokenSource();
        var answer = ReadAsync(stream);
        var dribble = DribbleAsync(stream, stop.Token);

        var first = await answer.WaitAsync(TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await dribble;
        // Either word is fine, as long as it ends: the answer, or the line closed.
        Assert.True(first.Length == 0 || first.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal), first);
    }

    [Fact]
    public async Task A06_hundreds_of_half_requests_keep_nobody_out()
    {
        await using var house = await House.OpenAsync(DatabaseKind.Sqlite);
        using var ada = await house.AdaAsync();
        using var ben = await house.BenAsync();
        var conversation = await house.ConversationAsync(ada, ben);
        var half = new List<TcpClient>();
        for (var i = 0; i < 300; i++)
        {
            var one = new TcpClient();
            half.Add(one);
            await one.ConnectAsync(house.Address.Host, house.Address.Port);
            await one.GetStream().WriteAsync("POST /api/sign-in HTTP/1.1\r\nHost: a"u8.ToArray());
        }

        for (var i = 0; i < 5; i++)
        {
            await ada.SaidAsync(conversation, $"words {i}").WaitAsync(TimeSpan.FromSeconds(20));
        }

        half.ForEach(one => one.Dispose());
    }

    // The server may answer before it was sent everything, and close.
    private static async Task<HttpStatusCode> StatusAsync(Someone someone, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.ExpectContinue = true;
        using var answer = await someone.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> ReadAsync(NetworkStream from)
    {
        var bytes = new byte[1024];
        try
        {
            return Encoding.ASCII.GetString(bytes, 0, await from.ReadAsync(bytes));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task DribbleAsync(NetworkStream into, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await into.WriteAsync(" "u8.ToArray(), stop);
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
            }
        }
        catch (Exception closed) when (closed is IOException or OperationCanceledException)
        {
            // That is what was wanted.
        }
    }
}
