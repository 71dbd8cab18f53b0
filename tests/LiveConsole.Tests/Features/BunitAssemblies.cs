using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace LiveConsole.Tests.Features;

/// <summary>bUnit asks for a strong-named version of AngleSharp.Diffing that not every registry has: the one beside the tests does.</summary>
internal static class BunitAssemblies
{
    [ModuleInitializer]
    internal static void Find() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
