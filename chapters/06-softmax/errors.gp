# L'erreur relative des deux formes sur ŷ₁, pour ỹ = (s, s − 1, s − 2).
height = 5.5
@canvas
table = results.'/errors.tsv'
from_results(key) = system(sprintf("awk '/^%s:/ {print $2}' %s", key, \
    results.'/results.yaml')) + 0
low = from_results('naive.low_nan')
high = from_results('naive.nan')
stats table using 1 name 's' nooutput

set xlabel 's, le plus grand des trois logits'
set ylabel 'erreur relative' offset -0.5
set xrange [s_min:s_max]
@logy
set yrange [1e-17:30]
set ytics 1e-16, 1e4
set object 1 rectangle from s_min, 1e-17 to low, 30 fc rgb faint \
    fs solid 0.5 noborder behind
set object 2 rectangle from high, 1e-17 to s_max, 30 fc rgb faint \
    fs solid 0.5 noborder behind
set label 1 'NaN' at (s_min + low) / 2, 1e-8 center rotate
set label 2 'NaN' at (s_max + high) / 2, 1e-8 center rotate
set key at graph 0.5, graph 0.85 center
plot table using 1:3 with lines lc rgb blue lw 5 title 'forme stable', \
     table using 1:2 with lines ls 2 lw 2 title 'forme naïve'
