# Définition moins forme simplifiée, contre la somme des yᵢ.
height = 6.5
@canvas
table = results.'/sums.tsv'
slope = system("awk '/^sums.slope:/ {print $2}' ".results."/results.yaml") + 0
set xlabel 'somme des yᵢ'
set lmargin 8
set ylabel 'définition − forme simplifiée' offset 0
set xrange [0:3]
set key top left
if (slope < 0) { set key right }
set arrow 1 from 1, graph 0 to 1, graph 1 nohead ls 7
plot slope * (x - 1) with lines ls 7 title 'droite prédite', \
     table index 0 using 1:2 with points ls 11 title 'y quelconque', \
     table index 1 using 1:2 with points ls 14 ps 0.8 title 'somme égale à 1'
