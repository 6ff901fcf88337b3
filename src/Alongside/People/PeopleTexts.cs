namespace Alongside.People;

internal sealed class PeopleTexts;
