namespace Alongside.Library;

internal sealed class LibraryTexts;
