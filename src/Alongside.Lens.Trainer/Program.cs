using System.Globalization;
using Alongside.Lens.Trainer;

// Tables are compared between machines.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return args switch
{
    ["train", .. var options] => TrainCommand.Run(options, Console.Out, Console.Error),
    ["score", .. var options] => ScoreCommand.Run(options, Console.Error),
    ["measure"] => MeasureCommand.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        train [--corpus FOLDER] [--weights FILE]   train on the corpus, print the table, write the weights
        score --in TURNS.jsonl --out MOVES.jsonl   read turns, write their moves
        measure                                    time to load, time for a turn, memory
        """);
    return 64;
}
