namespace Alongside.Study.Articles;

internal sealed class ArticleTexts;
