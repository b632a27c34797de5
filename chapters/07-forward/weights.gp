# Un neurone par ligne : poids entrants, biais, poids sortants.
height = 8
@canvas
table = results.'/weights.tsv'
stats table using 1 name 'j' nooutput
largest(c) = real(system(sprintf("awk 'NR > 1 {v = $%d < 0 ? -$%d : $%d; \
    if (v > m) m = v} END {print m}' %s", c, c, c, table)))
limit = 0
do for [c=2:6] { limit = largest(c) > limit ? largest(c) : limit }
# La place de la colonne c : Wh, un blanc, bh, un blanc, Wy transposée.
place(c) = c - 2 + (c > 3) + (c > 4)

@bare
unset key
set border 0
set xrange [-0.5:6.5]
set yrange [j_max + 0.5:0.5]
set ytics 1 scale 0
set ylabel 'j (neurone caché)' offset -1
set lmargin 8
set xtics scale 0 ('x_1' 0, 'x_2' 1, 'biais' 3, 'ỹ_1' 5, 'ỹ_2' 6)
set label 1 'W_h' at 0.5, graph 1.05 center
set label 2 'b_h' at 3, graph 1.05 center
set label 3 'W_yᵀ' at 5.5, graph 1.05 center
set tmargin 2
set cbrange [-limit:limit]
set cbtics scale 0.5
set palette @diverging
set style fill solid 1 noborder
set boxwidth 0.96
written(v) = abs(v) < 0.05 ? '0' : gprintf('%.1f', v)
plot for [c=2:6] table using (place(c)):1:(place(c) - 0.47): \
         (place(c) + 0.47):($1 - 0.46):($1 + 0.46):(column(c)) \
         with boxxyerror lc palette, \
     for [c=2:6] table using (place(c)):1:(written(column(c))) \
         with labels
