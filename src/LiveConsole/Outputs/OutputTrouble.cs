using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using LiveConsole.Domain.Journal;

namespace LiveConsole.Outputs;

/// <summary>What went wrong on the way to an output, in words: what it is and what to do. Never an exception's own text: it may hold an address.</summary>
public static class OutputTrouble
{
    public static bool IsTrouble(Exception wrong) => wrong is HttpRequestException or IOException or SocketException or OperationCanceledException or InvalidOperationException { Source: "System.Net.Http" };

    public static OutputSaid Of(Exception wrong) => new(false, Words(Inner(wrong)), Refused: (Inner(wrong) as AddressRefusedException)?.Address?.ToString());

    public static OutputSaid Of(HttpStatusCode status) => new(false, status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new($"It refused ({(int)status}): check its key.", $"Refusé ({(int)status}) : vérifiez sa clé."),
        HttpStatusCode.NotFound => new("It answered that there is nothing at this address (404). Check the address.", "Réponse : rien à cette adresse (404). Vérifiez l'adresse."),
        HttpStatusCode.Gone => new("It answered that it is gone for good (410).", "Réponse : définitivement disparu (410)."),
        HttpStatusCode.NotImplemented => new("It answered that it cannot do this (501): SPX's free version has no direct playout.", "Réponse : impossible (501) : la version gratuite de SPX n'a pas la lecture directe."),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new($"It sent us elsewhere ({(int)status}), which is not followed. Give the final address.", $"Renvoi ailleurs ({(int)status}), qui n'est pas suivi. Donnez l'adresse finale."),
        _ => new($"It answered {(int)status}.", $"Réponse {(int)status}."),
    }, Gone: status == HttpStatusCode.Gone);

    private static Exception Inner(Exception wrong) => wrong is HttpRequestException { InnerException: { } inner } ? inner : wrong;

    private static Words Words(Exception wrong) => wrong switch
    {
        AddressRefusedException { Address: not null } => new(
            "Not allowed: its address is this machine's or a private network's. Who runs this installation adds such an output, where its Outputs:Reach lets them.",
            "Non permis : son adresse est de cette machine ou d'un réseau privé. Une telle sortie s'ajoute par qui gère cette installation, là où Outputs:Reach le permet."),
        AddressRefusedException or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new(
            "Its name is not known. Check the address.", "Son nom est inconnu. Vérifiez l'adresse."),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new("Nothing listens there. Is it running, at this port?", "Rien n'écoute là. Est-il lancé, sur ce port ?"),
        OperationCanceledException => new("It did not answer in time.", "Pas de réponse à temps."),
        AuthenticationException => new("Its certificate is not trusted here.", "Son certificat n'est pas reconnu ici."),
        _ => new("It cannot be reached.", "Injoignable."),
    };
}
