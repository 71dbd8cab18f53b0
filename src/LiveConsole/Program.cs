Console.WriteLine("LiveConsole");
