# ŷ en fonction de la température.
height = 6
@canvas
table = results.'/temperature.tsv'
stats table nooutput
classes = STATS_columns - 1
logit(i) = system(sprintf("awk '/^logit%d:/ {print $2}' %s", i, \
    results.'/results.yaml')) + 0
label(i) = gprintf('ỹ = %g', logit(i))

stats table using 1 name 'T' nooutput
@logx
set xrange [T_min:T_max]
set xlabel 'température T'
set ylabel 'ŷᵢ'
set yrange [0:1]
set arrow 1 from 1, graph 0 to 1, graph 1 nohead ls 7
plot for [i=1:classes] table using 1:(column(i + 1)) with lines ls i \
         title label(i), \
     1. / classes with lines ls 7
