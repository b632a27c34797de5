# Le verdict sur chaque erreur : les erreurs qui atteignent ∇Wy ou ∇by.
height = 11
@canvas
catalogue = results.'/catalogue-output.tsv'
set datafile separator "\t"
stats catalogue using 2 name 'error' nooutput
stats catalogue using 4 name 'tolerance' nooutput
rows = error_records
tolerance = tolerance_max
least = 1e-13
is(verdict) = strcol(3) eq verdict ? column(2) : NaN

set xlabel 'plus grand écart relatif'
@logx
set xrange [least:10]
set yrange [rows - 0.3:-0.7]
set ytics scale 0
set grid noytics
set style fill solid 0.85 noborder
set arrow 1 from tolerance, graph 0 to tolerance, graph 1 nohead front \
    lc rgb 'black' lw 1.2 dt (4,3)
set label 1 'tolérance' at tolerance, graph 1.02 center
set tmargin 2
set key at graph 1, graph 1.055 right horizontal samplen 1.5
plot catalogue using (least):0:(least):(is('faux')):($0 - 0.32):($0 + 0.32) \
         with boxxyerror lc rgb orange title 'faux', \
     '' using (least):0:(least):(is('juste')):($0 - 0.32):($0 + 0.32) \
         with boxxyerror lc rgb blue notitle, \
     '' using (least / 10):0:ytic(1) with points ps 0 notitle
