# Les scores d'un même réseau, sur des jeux de test de trois tailles.
height = 6.5
@canvas
array size[3] = [50, 200, 800]
table(k) = sprintf('%s/scores%d.tsv', results, size[k])
set lmargin 9
set xlabel 'score mesuré (%)'
set ylabel 'jeux (%), par point de score' offset -0.5
set xrange [78:100.5]
set yrange [0:50]
set key top right
plot for [k=1:3] table(k) using (100 * $1):(100 * $3) with lines \
         ls (4 - k) notitle, \
     for [k=1:3] table(k) using (100 * $1):(100 * $2) with points \
         ls (4 - k) title sprintf('M = %d', size[k])
