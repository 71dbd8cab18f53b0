using LiveConsole.CommandLine;

// Program.cs is the table of contents: CommandLine/ says what can be typed, Hosting/ puts the server together,
// Rehearsals/ plays a night, Shows/ is the heart, Sources/ reads the platforms, Features/ are the desks, Screens/ the outputs.
return await ConsoleCommands.RunAsync(args);
