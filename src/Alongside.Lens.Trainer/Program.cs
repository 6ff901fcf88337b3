using System.Globalization;
using Alongside.Lens.Trainer;

// Tables are compared between machines.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return args switch
{
    ["train", .. var options] => TrainCommand.Run(options, Console.Out, Console.Error),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        train [--corpus FOLDER] [--weights FOLDER] [--judged FOLDER] [--talks FOLDER] [--encoder FOLDER] [--mistakes FILE]
            train on the corpus, print what the dialogues kept back and the talks nobody trains on show, write the weights
            that are judged and those that ship;
            with the encoder's folder, those that go with it too; with a file, the training sentences most surely misread
            in cross-validation, never those kept back
        """);
    return 64;
}
