using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LiveConsole.Surfaces.Osc;

namespace LiveConsole.Tests.Surfaces;

public sealed class OscFormatTests
{
    // As oscsend of liblo 0.31 sends: oscsend localhost 9000 /liveconsole/moment s touchdown
    private static readonly byte[] Moment = Encoding.Latin1.GetBytes("/liveconsole/moment\0,s\0\0touchdown\0\0\0");

    [Fact]
    public void What_a_public_tool_sends_is_read()
    {
        var message = Assert.Single(OscFormat.Read(Moment));

        Assert.Equal("/liveconsole/moment", message.Address);
        Assert.Equal(["touchdown"], message.Arguments);
    }

    [Fact]
    public void What_is_written_is_the_same_bytes() => Assert.Equal(Moment, OscFormat.Write(OscMessage.Of("/liveconsole/moment", "touchdown")));

    [Fact]
    public void A_bundle_is_its_messages_in_order_and_a_damaged_one_is_nothing()
    {
        var one = OscFormat.Write(OscMessage.Of("/a", 1));
        byte[] bundle = [.. "#bundle\0"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, (byte)one.Length, .. one, 0, 0, 0, (byte)Moment.Length, .. Moment];

        Assert.Equal(["/a", "/liveconsole/moment"], OscFormat.Read(bundle).Select(m => m.Address));
        Assert.Empty(OscFormat.Read(bundle.AsSpan(0, bundle.Length - 4)));
    }

    [Fact]
    public void A_bundle_in_a_bundle_without_end_is_nothing()
    {
        byte[] inner = [.. "#bundle\0"u8, 0, 0, 0, 0, 0, 0, 0, 1];
        for (var i = 0; i < 40; i++) inner = [.. "#bundle\0"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, (byte)(inner.Length >> 8), (byte)inner.Length, .. inner];

        Assert.Empty(OscFormat.Read(inner));
    }

    [Fact]
    public void Any_bytes_are_messages_or_nothing() => Prop.ForAll<byte[]>(bytes => !OscFormat.Read(bytes).IsDefault).QuickCheckThrowOnFailure();

    [Fact]
    public void Packets_with_any_bytes_changed_are_messages_or_nothing() => Prop.ForAll(
        Gen.Choose(0, 63).Zip(Gen.Choose(0, 255)).ArrayOf().ToArbitrary(),
        changes =>
        {
            byte[] packet = [.. "#bundle\0"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, (byte)Moment.Length, .. Moment];
            foreach (var (at, to) in changes) packet[at % packet.Length] = (byte)to;
            return !OscFormat.Read(packet).IsDefault;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_message_is_read_as_it_was_written()
    {
        var arguments = Gen.OneOf(
            Gen.Choose(int.MinValue, int.MaxValue).Select(i => (object?)i), Gen.Elements<object?>(true, false, null, 1.5f, 2.5, long.MaxValue, long.MinValue),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => (object?)s.Get.Replace("\0", "", StringComparison.Ordinal)));
        Prop.ForAll(arguments.ArrayOf().ToArbitrary(), all =>
        {
            // Half a character is no text that any encoding carries.
            if (all.Length > 32 || all.OfType<string>().Any(s => s.Any(char.IsSurrogate))) return true;
            var written = OscFormat.Write(OscMessage.Of("/x", all));
            return written.Length % 4 == 0 && OscFormat.Read(written) is [{ Address: "/x" } read] && read.Arguments.SequenceEqual(all);
        }).QuickCheckThrowOnFailure();
    }
}
