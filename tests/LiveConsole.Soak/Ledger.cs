using LiveConsole.Domain.Journal;
using LiveConsole.Journal;

namespace LiveConsole.Soak;

/// <summary>What was acknowledged, against what the journal has: read on from where the last look ended.</summary>
internal sealed class Ledger
{
    private readonly HashSet<Guid> _commands = [];
    private readonly HashSet<string> _messages = [];
    private readonly Dictionary<Guid, string> _acknowledgedCommands = [];
    private readonly HashSet<string> _acknowledgedMessages = [];
    private readonly HashSet<Guid> _refused = [];
    private ShowState _folded = ShowState.Empty;

    public int Commands => _acknowledgedCommands.Count;

    public int Refused => _refused.Count;

    public int Messages => _acknowledgedMessages.Count;

    public long Entries => _folded.Sequence;

    /// <returns>True: it was an acknowledgement.</returns>
    public bool Heard(string line)
    {
        switch (line.Split(' ', 4))
        {
            case ["ack", var id, var verb, ..]:
                _acknowledgedCommands[Guid.Parse(id)] = verb;
                return true;
            case ["msg", var id]:
                _acknowledgedMessages.Add(id);
                return true;
            case ["no", var id]:
                _refused.Add(Guid.Parse(id));
                return false;
            default:
                return false;
        }
    }

    /// <summary>Reads what is new and compares all of it.</summary>
    /// <returns>What is wrong, in words; empty when nothing is.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(IJournal journal, ShowId show)
    {
        List<string> wrong = [];
        var last = Guid.Empty;
        await foreach (var page in journal.ReadAsync(show, _folded.Sequence, null, default))
        {
            foreach (var entry in page)
            {
                if (entry.Sequence != _folded.Sequence + 1) wrong.Add($"After {_folded.Sequence} comes {entry.Sequence}.");
                if (entry.Entry is MessageArrived { Message.Id: var id } && !_messages.Add(id)) wrong.Add($"Message {id} is there twice.");
                // A command's entries stand together, once.
                if (entry.Command is { } command && command != last && !_commands.Add(command)) wrong.Add($"Command {command} ({entry.Verb}) is there twice.");
                last = entry.Command ?? Guid.Empty;
                _folded = _folded.Apply(entry);
            }
        }

        wrong.AddRange(_acknowledgedCommands.Where(c => !_commands.Contains(c.Key)).Select(c => $"Acknowledged {c.Value} {c.Key} is lost."));
        wrong.AddRange(_refused.Where(c => _commands.Contains(c) && !_acknowledgedCommands.ContainsKey(c)).Select(c => $"Command {c} is there, and it was said that nothing was saved."));
        wrong.AddRange(_acknowledgedMessages.Where(m => !_messages.Contains(m)).Select(m => $"Acknowledged message {m} is lost."));
        var loaded = await journal.LoadAsync(show, null, default);
        if ((loaded.Sequence, loaded.DeskVersion, loaded.Messages, loaded.Air, loaded.Items.Count, loaded.LastNumber)
            != (_folded.Sequence, _folded.DeskVersion, _folded.Messages, _folded.Air, _folded.Items.Count, _folded.LastNumber)) wrong.Add("The state that a start loads is not the fold of the entries.");
        return wrong;
    }
}
