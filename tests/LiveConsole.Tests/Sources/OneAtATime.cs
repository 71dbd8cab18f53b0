namespace LiveConsole.Tests.Sources;

/// <summary>Whole nights of faults in fast time: by themselves, so that the machine keeps up with their clock.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class OneAtATime;
