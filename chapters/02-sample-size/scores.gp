# Les scores d'un même réseau, sur des jeux de test de trois tailles.
height = 6.5
@canvas
array size[3] = [50, 200, 800]
table(k) = sprintf('%s/scores%d.tsv', results, size[k])
set lmargin 9
set xlabel 'score mesuré (%)'
set ylabel 'jeux (%), par point de score' offset -0.5
# Quatre erreurs types, pour 50 points, de part et d'autre du vrai score.
number(key) = system("awk '/^".key.":/ {print $2}' " \
    .results."/results.yaml") + 0
truth = 100 * number('test.truth')
reach = 400 * number('test50.expected')
set xrange [floor(truth - reach + 0.5):truth + reach < 100 ? truth + reach : 100.5]
set yrange [0:50<*] noextend
set key top right
plot for [k=1:3] table(k) using (100 * $1):(100 * $3) with lines \
         ls (4 - k) notitle, \
     for [k=1:3] table(k) using (100 * $1):(100 * $2) with points \
         ls (4 - k) title sprintf('M = %d', size[k])
