# Un neurone par ligne : poids entrants, biais, poids sortants.
table = results.'/weights.tsv'
stats table nooutput
last = int(STATS_columns)
stats table using 1 name 'j' nooutput
drawn = system("awk '/^drawn:/ {print $2}' ".results."/results.yaml") + 0
height = drawn > 10 ? 14 : 8
@canvas
largest(c) = real(system(sprintf("awk 'NR > 1 {v = $%d < 0 ? -$%d : $%d; \
    if (v > m) m = v} END {print m + 0}' %s", c, c, c, table)))
limit = 0
do for [c=2:last] { limit = largest(c) > limit ? largest(c) : limit }
# La place de la colonne c : Wh, un blanc, bh, un blanc, Wy transposée.
place(c) = c - 2 + (c > 3) + (c > 4)

@bare
unset key
set border 0
set xrange [-0.5:last + 0.5]
set yrange [drawn + 0.5:0.5]
set ytics 1 scale 0
set ylabel j_max > drawn ? sprintf('j (neurone caché ; %d sur %d)', drawn, j_max) \
    : 'j (neurone caché)' offset -1
set lmargin 8
set xtics scale 0 ('x_1' 0, 'x_2' 1, 'biais' 3)
set for [c=5:last] xtics add (sprintf('ỹ_{%d}', c - 4) c)
set label 1 'W_h' at 0.5, graph 1 center offset 0,0.8
set label 2 'b_h' at 3, graph 1 center offset 0,0.8
set label 3 'W_yᵀ' at (5 + last) / 2., graph 1 center offset 0,0.8
set tmargin 2
limit = limit > 0 ? limit : 1
set cbrange [-limit:limit]
set cbtics scale 0.5
set palette @diverging
set style fill solid 1 noborder
set boxwidth 0.96
written(v) = abs(v) < 0.05 ? '0' : gprintf('%.1f', v)
plot for [c=2:last] table every ::::drawn - 1 using (place(c)):1:(place(c) - 0.47): \
         (place(c) + 0.47):($1 - 0.46):($1 + 0.46):(column(c)) \
         with boxxyerror lc palette, \
     for [c=2:last] table every ::::drawn - 1 using (place(c)):1:(written(column(c))) \
         with labels
