using Alongside.Commands;

return await CommandLine.RunAsync(args);
