using Alongside;
using Alongside.Platform.Hosting;

var app = await App.BuildAsync(new Settings());
await app.RunAsync();
