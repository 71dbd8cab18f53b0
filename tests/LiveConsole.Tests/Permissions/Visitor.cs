namespace LiveConsole.Tests.Permissions;

/// <summary>Who comes by: the roles of the show, and those who have none in it.</summary>
public enum Visitor
{
    Owner, Producer, Editor, Lead, Moderator, Expert, Presenter, Overlay, Observer,

    /// <summary>Runs the installation: owner in every show.</summary>
    Installation,

    /// <summary>Owner of another show on this installation.</summary>
    Elsewhere,

    /// <summary>Was an editor of this show and was taken out of it, with the page still open.</summary>
    TakenOut,

    /// <summary>A screen's token in every place where one could be tried.</summary>
    Screen,

    Nobody,
}
