# La part de bonnes réponses de chaque candidat, sur la validation.
height = 6
@canvas
choice = results.'/choice.tsv'
result(key) = system(sprintf("awk '/^%s:/ {print $2}' %s/results.yaml", \
    key, results)) + 0
low = result('base.eta')
high = result('extra.eta')
stats choice using 1 name 'epoch' nooutput
set lmargin 9
set xlabel 'epoch'
set ylabel 'bonnes réponses (%)' offset -0.4
set xrange [0.5:*]
set yrange [*:*]
set xtics epoch_max > 20 ? 10 : 1
set key bottom right
plot choice using 1:(100 * $5) with linespoints ls 1 \
         title gprintf('η_0 = %g, décroissant', high), \
     '' using 1:(100 * $3) with linespoints ls 2 \
         title gprintf('η = %g, constant', high), \
     '' using 1:(100 * $2) with linespoints ls 3 \
         title gprintf('η = %g, constant', low), \
     '' using 1:(100 * $4) with linespoints ls 4 \
         title gprintf('η_0 = %g, décroissant', low)
