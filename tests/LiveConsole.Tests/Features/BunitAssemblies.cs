using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Bunit;
using LiveConsole.Testing;

namespace LiveConsole.Tests.Features;

/// <summary>bUnit asks for a strong-named version of AngleSharp.Diffing that not every registry has: the one beside the tests does.</summary>
internal static class BunitAssemblies
{
    /// <summary>bUnit waits one second by itself, which a machine with other work needs.</summary>
    [ModuleInitializer]
    internal static void Wait() => BunitContext.DefaultWaitTimeout = Cap.Signal;

    [ModuleInitializer]
    internal static void Find() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
